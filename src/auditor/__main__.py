"""`python -m auditor`: the same as the `auditor` command."""

from auditor.cli.main import main

if __name__ == "__main__":
    raise SystemExit(main())
