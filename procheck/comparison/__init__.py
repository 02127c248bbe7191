"""Two reports -> what changed between them. Pure: reads the Report model alone."""
