"""Settings come from arguments, the environment and a file, in this order, and errors name the setting."""

from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.settings import load_settings


@pytest.fixture(autouse=True)
def bare_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("SHUTU_STORE", "SHUTU_JOBS", "SHUTU_CONFIG", "NEO4J_URI", "NEO4J_PASSWORD"):
        monkeypatch.delenv(name, raising=False)


def test_settings_argument_wins_over_environment_wins_over_file(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("shutu.toml").write_text("jobs = 3\nmax_file_bytes = 1000\nstore = 'from-file'\n", "utf-8")
    monkeypatch.setenv("SHUTU_JOBS", "4")
    monkeypatch.setenv("SHUTU_STORE", "from-environment")
    settings = load_settings(store="from-argument", jobs=None)
    assert (settings.store, settings.jobs, settings.max_file_bytes) == ("from-argument", 4, 1000)


def test_settings_store_default_yields_to_neo4j_uri(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings().store_address == "./shutu-graph"
    monkeypatch.setenv("NEO4J_URI", "neo4j://db.example:7687")
    assert load_settings().store_address == "neo4j://db.example:7687"
    assert load_settings(store="./here").store_address == "./here"


def test_settings_password_never_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "kept-quiet")
    settings = load_settings()
    assert settings.neo4j_password is not None
    assert settings.neo4j_password.get_secret_value() == "kept-quiet"
    assert "kept-quiet" not in repr(settings)


def test_settings_error_names_the_setting_and_says_how_to_set_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHUTU_JOBS", "many")
    with pytest.raises(SettingsError, match=r"jobs = 'many'.*SHUTU_JOBS"):
        load_settings()


def test_settings_broken_or_missing_file_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("shutu.toml").write_text("jobs = = 3\n", "utf-8")
    with pytest.raises(SettingsError, match=r"shutu\.toml"):
        load_settings()
    monkeypatch.setenv("SHUTU_CONFIG", "nowhere.toml")
    with pytest.raises(SettingsError, match=r"nowhere\.toml"):
        load_settings()


def test_settings_password_file_as_containers_mount_it(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("secret").write_text("neo4j/kept/quiet\n", "utf-8")
    monkeypatch.setenv("NEO4J_PASSWORD_FILE", "secret")
    password = load_settings().neo4j_password
    assert password is not None
    assert password.get_secret_value() == "kept/quiet"
    monkeypatch.setenv("NEO4J_PASSWORD_FILE", "nowhere")
    with pytest.raises(SettingsError, match="cannot be read"):
        load_settings()
