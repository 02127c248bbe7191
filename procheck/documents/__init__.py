"""Files of any format in, documents of blocks in reading order out: `opening.read_bytes` is the way in."""
