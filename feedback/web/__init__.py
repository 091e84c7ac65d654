"""HTTP only: guards, error pages, form base, template tools. It decides nothing about the product."""
