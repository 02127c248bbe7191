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
from procheck.training.data import FOLDS, MEASURED_SINCE, PROSE, LabelledDocument, Row, bank_rows, labelled_documents, prose_rows
from procheck.training.fitting import encoded, fit, score, taught, taught_further
from procheck.training.glancing import worth_at_sight, worth_of
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
    further.add_argument("--prose", default="", help="files of plain prose that it does not know: a pattern, such as '*sections*'")
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
    documents = [each for each in labelled_documents(elements) if not (each.is_ours and each.number >= MEASURED_SINCE)]
    if args.command == "further":
        unknown = [document for document in documents if document.is_ours and document.number >= args.first]
        held_out = [document for document in unknown if args.half is not None and document.number % 2 != args.half]
        name = "all" if args.half is None else f"half{args.half}"
        unknown_prose = set(PROSE.glob(f"{args.prose}.jsonl")) if args.prose else set()
        new = [row for document in unknown if document not in held_out for row in document.rows]
        new += prose_rows(elements, unknown_prose)
        known = [*_rows(elements, documents, unknown), *prose_rows(elements, set(PROSE.glob("*.jsonl")) - unknown_prose)]
        print(f"{len(new)} new statements among some of them", flush=True)
        network = taught_further(recovered(FOLDER / "scorer.onnx", len(elements)), new, known, elements, seed=args.seed)
    else:
        held_out = [document for document in documents if args.command == "fold" and document.fold == args.number]
        name = f"fold{args.number}" if held_out else "all"
        network = _from_nothing(args.work, name, _rows(elements, documents, held_out), elements, args.seed)
    torch.save({"elements": elements, "weights": network.state_dict()}, args.work / f"{name}.pt")
    if not held_out:
        return
    inputs = list({row.input: None for document in held_out for row in document.rows})
    read = encoded(inputs)
    worths = zip(worth_at_sight(network, read).tolist(), worth_of(network, read).tolist(), strict=True)
    table = _table(inputs, score(network, inputs, elements), list(worths))
    (args.work / f"{name}.json").write_text(json.dumps(table), encoding="utf-8")


def _from_nothing(work: Path, name: str, rows: Sequence[Row], elements: Sequence[str], seed: int) -> Student:
    """The student of the whole recipe."""
    prose = list(prose_rows(elements))
    teachers = [_teacher(work / f"{name}-teacher{number}.pt", rows, prose, elements, seed + number) for number in range(TEACHERS)]
    titles = {element.id: element.title for element in find_pack(DEFAULT_PACK).elements}
    return taught(teachers, [*rows, *prose], elements, [titles[each] for each in elements], seed=seed)


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
    inputs: Sequence[ScorerInput], scores: Sequence[dict[str, Likelihood]], worths: Sequence[tuple[float, float]]
) -> list[dict[str, object]]:
    return [
        {
            "context": entry.context,
            "text": entry.text,
            "sight": round(sight, 4),
            "worth": round(worth, 4),
            "scores": {
                element: [round(value, 4) for value in (found.says, found.firmly, found.opposite)]
                for element, found in likelihoods.items()
            },
        }
        for entry, likelihoods, (sight, worth) in zip(inputs, scores, worths, strict=True)
    ]


main()
