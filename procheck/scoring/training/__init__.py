"""How the scorer is made: its data, training, export and calibration. Needs procheck[train]; no part of a check.

    python -m procheck.scoring.training cross-validate    # out-of-fold scores of every gold document, and the bounds
    python -m procheck.scoring.training final             # train on everything, export to procheck/scoring/files
"""
