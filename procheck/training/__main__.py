"""The commands that make the scorer; see the package's docstring and files/CARD.md for the recipe."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import torch

from procheck.checking import DEFAULT_PACK, find_pack
from procheck.scoring.model import Likelihood, ScorerInput
from procheck.scoring.scorer import FOLDER
from procheck.training.data import FOLDS, LabelledDocument, Row, bank_rows, labelled_documents, number_of, prose_rows
from procheck.training.fitting import encoded, fit, score, taught, taught_further
from procheck.training.glancing import worth_of
from procheck.training.network import Student, Teacher
from procheck.training.recovering import recovered

BANK = Path(__file__).parent / "bank"
TEACHERS = 2


def main() -> None:
    """Read the command line and do what it says."""
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    fold = commands.add_parser("fold", help="train without one third of the labelled documents, and score those")
    fold.add_argument("number", type=int, choices=range(FOLDS))
    commands.add_parser("all", help="train on every labelled document: the network that is shipped")
    further = commands.add_parser("further", help="teach the shipped network documents that it has not learned from")
    further.add_argument("first", type=int, help="number of the first of our own documents that it does not know")
    further.add_argument("--half", type=int, choices=(0, 1), help="learn only from new documents of even (0) or odd (1) number")
    commands.add_parser("export", help="make the files that procheck ships from what `all` and the folds left")
    parser.add_argument("--work", type=Path, default=Path("build/scorer"), help="folder for networks and scores")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    args.work.mkdir(parents=True, exist_ok=True)
    if args.command == "export":
        from procheck.training.export import export

        export(args.work, FOLDER)
        return
    elements = sorted(path.stem for path in BANK.glob("*.jsonl"))
    documents = labelled_documents(elements)
    if args.command == "further":
        student = _further(documents, elements, args.first, args.half, args.seed)
        name = "all" if args.half is None else f"half{args.half}"
        torch.save({"elements": elements, "weights": student.state_dict()}, args.work / f"{name}.pt")
        return
    held_out = [document for document in documents if args.command == "fold" and document.fold == args.number]
    name = f"fold{args.number}" if held_out else "all"
    rows, prose = _rows(elements, documents, held_out), list(prose_rows(elements))
    teachers = [_teacher(args.work / f"{name}-teacher{number}.pt", rows, prose, elements, args.seed + number) for number in range(TEACHERS)]
    titles = {element.id: element.title for element in find_pack(DEFAULT_PACK).elements}
    network = taught(teachers, [*rows, *prose], elements, [titles[each] for each in elements], seed=args.seed)
    torch.save({"elements": elements, "weights": network.state_dict()}, args.work / f"{name}.pt")
    if not held_out:
        return
    inputs = list({row.input: None for document in held_out for row in document.rows})
    table = _table(inputs, score(network, inputs, elements), worth_of(network, encoded(inputs)).tolist())
    (args.work / f"{name}.json").write_text(json.dumps(table), encoding="utf-8")


def _further(
    documents: Sequence[LabelledDocument], elements: Sequence[str], first: int, half: int | None, seed: int
) -> Student:
    """The shipped network after it learned the documents of our own from number `first` on, or half of them."""
    ours = [document for document in documents if document.name.startswith("o")]
    unknown = [document for document in ours if number_of(document.name) >= first]
    new = [row for document in unknown if half is None or number_of(document.name) % 2 == half for row in document.rows]
    known = [*_rows(elements, documents, unknown), *prose_rows(elements)]
    print(f"{len(new)} of them are new", flush=True)
    return taught_further(recovered(FOLDER / "scorer.onnx", len(elements)), new, known, elements, seed=seed)


def _teacher(kept: Path, rows: Sequence[Row], prose: Sequence[Row], elements: Sequence[str], seed: int) -> Teacher:
    """The teacher of this seed, trained where an earlier run has not left it at `kept`."""
    if kept.is_file():
        teacher = Teacher(len(elements))
        teacher.load_state_dict(torch.load(kept))
        return teacher.eval()
    teacher = fit(rows, prose, elements, seed=seed)
    torch.save(teacher.state_dict(), kept)
    return teacher


def _rows(elements: Sequence[str], documents: Sequence[LabelledDocument], without: Sequence[LabelledDocument]) -> list[Row]:
    held = {document.name for document in without}
    rows = list(bank_rows(elements))
    rows += [row for document in documents if document.name not in held for row in document.rows]
    print(f"{len(rows)} statements to learn from, {len(held)} documents held out", flush=True)
    return rows


def _table(
    inputs: Sequence[ScorerInput], scores: Sequence[dict[str, Likelihood]], worths: Sequence[float]
) -> list[dict[str, object]]:
    return [
        {
            "context": entry.context,
            "text": entry.text,
            "worth": round(worth, 4),
            "scores": {
                element: [round(value, 4) for value in (found.says, found.firmly, found.opposite)]
                for element, found in likelihoods.items()
            },
        }
        for entry, likelihoods, worth in zip(inputs, scores, worths, strict=True)
    ]


main()
