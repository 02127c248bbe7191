"""How the scorer is made: its data, training, export and calibration. Needs procheck[train]; no part of a check.

    python -m procheck.training fold 0    # train without a third of the labelled documents, and score those; so fold 1 and 2
    python -m procheck.training all       # train on all of them: the network that is shipped
    python -m procheck.training further N # or teach the shipped one our own documents from oN on; --half 0, 1: half of them, to measure
    python -m procheck.training export    # write procheck/scoring/files, with bounds chosen by the folds' scores
"""
