"""What an author accepts as dealt with elsewhere or as not applying: records in a small file beside the draft."""
