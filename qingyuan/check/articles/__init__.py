"""Stories and pages: what they refer to exists, and is looked at again in time."""
