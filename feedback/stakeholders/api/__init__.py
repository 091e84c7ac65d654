"""Stakeholder groups and contacts over the API."""

from feedback.stakeholders.api import contacts, groups

blueprints = (groups.blueprint, contacts.blueprint)
