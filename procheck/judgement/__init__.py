"""Pack x statements -> findings: evidence, element values, statuses, and what a person should look at."""
