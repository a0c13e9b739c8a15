"""The errors are one tree, and its picture in the docstring is the tree as it is."""

import inspect
import pickle
import re

import pytest

from pipeline import errors
from pipeline.errors import InputError, ShutuError


def all_errors() -> list[type[ShutuError]]:
    return [cls for _, cls in inspect.getmembers(errors, inspect.isclass) if issubclass(cls, ShutuError)]


def test_errors_all_names_every_class() -> None:
    assert set(errors.__all__) == {cls.__name__ for cls in all_errors()}


def test_errors_docstring_draws_every_class_with_its_meaning() -> None:
    drawn = dict(re.findall(r"^[ │├└─]*(\w+Error) {2,}(.+)$", errors.__doc__ or "", re.M))
    for cls in all_errors():
        if cls is not ShutuError:
            meaning = drawn[cls.__name__].rstrip(".").lower()
            assert (cls.__doc__ or "").lower().startswith(meaning), cls


def test_errors_codes_are_distinct() -> None:
    codes = [cls.code for cls in all_errors()]
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize("cls", [cls for cls in all_errors() if issubclass(cls, InputError)])
def test_input_errors_say_what_where_and_what_to_do_and_cross_processes(cls: type[InputError]) -> None:
    error = pickle.loads(pickle.dumps(cls("a.txt", "is empty", "put text in it")))
    assert (type(error), str(error)) == (cls, "a.txt: is empty (put text in it)")
    assert (error.source, error.reason, error.hint) == ("a.txt", "is empty", "put text in it")
