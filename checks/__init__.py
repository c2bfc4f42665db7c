"""SOP -> findings: one small file per rule family, one explicit registry. Rules read the model alone."""

from checks.options import CheckOptions
from checks.runner import checked, run_checks

__all__ = ["CheckOptions", "checked", "run_checks"]
