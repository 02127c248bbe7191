"""Many agencies, one audit: their documents judged, reviewers' decisions kept, rounds compared."""
