from __future__ import annotations

from pathlib import Path

import pytest

from tests.deliver.mailserver import certificates


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return certificates(tmp_path_factory.mktemp("certificates"))
