"""Step 1 in the browser: groups, and the people in them."""

from feedback.stakeholders.views import contacts, groups, imports, personas

blueprints = (groups.blueprint, contacts.blueprint, imports.blueprint, personas.blueprint)
