"""`python -m procheck`."""

from procheck.cli import main

main()
