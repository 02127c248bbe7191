"""How the scorer is made: its data, training, export and calibration. Needs procheck[train]; no part of a check.

    python -m procheck.training fold 0    # train without the held-out gold documents, and score those
    python -m procheck.training export    # write procheck/scoring/files

`fold 1` and `fold 2` leave out the other thirds, for cross-validation.
"""
