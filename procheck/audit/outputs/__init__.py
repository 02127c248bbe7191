"""Every form that an audit is written in: each is one module with `write(audit, folder, templates)`, loaded only when it is used."""
