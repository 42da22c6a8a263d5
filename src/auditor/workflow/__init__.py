"""Use cases: joins sources, loaders, analysis, engine, store and export."""
