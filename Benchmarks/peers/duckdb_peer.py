"""Facets by DuckDB: a group-by a field, over the rows that the other fields' conditions leave.

Fields with one value a row are columns of integers, others columns of lists. One thread, all in memory. Conditions are
`anyOf` and `noneOf`, each of one field, as in the workloads of `workloads/hybrid.py`.
"""
import os
import numpy as np

try:
    import duckdb
except ImportError:
    duckdb = None

MISSING = "DuckDB: pip install duckdb"


class DuckDBPeer:
    def __init__(self, folder, threads=1):
        self.connection = duckdb.connect(config={"threads": threads})
        names = sorted(name[5:-12] for name in os.listdir(folder) if name.startswith("attr.") and name.endswith(".offsets.npy"))
        self.fields, parts = {}, {}
        for field in names:
            offsets = np.load(os.path.join(folder, f"attr.{field}.offsets.npy"))
            values = np.load(os.path.join(folder, f"attr.{field}.values.npy"))
            single = len(values) == len(offsets) - 1 and bool((np.diff(offsets) == 1).all())
            self.fields[field] = single
            if single:
                parts[field] = values
            else:
                rows = np.repeat(np.arange(len(offsets) - 1), np.diff(offsets))
                flat = {"row": rows, "value": values}
                self.connection.execute(f"CREATE TABLE list_{field} AS SELECT row, list(value ORDER BY value) AS values FROM flat GROUP BY row")
        parts["row"] = np.arange(len(offsets) - 1)
        columns = [f"base.{field} AS {field}" for field, single in self.fields.items() if single]
        columns += [f"coalesce(list_{field}.values, []) AS {field}" for field, single in self.fields.items() if not single]
        joins = " ".join(f"LEFT JOIN list_{field} ON list_{field}.row = base.row" for field, single in self.fields.items() if not single)
        self.connection.register("base", parts)
        self.connection.execute(f"CREATE TABLE jobs AS SELECT {', '.join(columns)} FROM base {joins} ORDER BY base.row")
        for field, single in self.fields.items():
            if not single:
                self.connection.execute(f"DROP TABLE list_{field}")

    def condition(self, literal):
        field = literal["field"]
        (kind, values), = [(kind, literal[kind]) for kind in ("anyOf", "noneOf") if kind in literal]
        if not values:
            return "false" if kind == "anyOf" else f"len({field}) > 0" if not self.fields[field] else "true"
        listed = ", ".join(map(str, values))
        if self.fields[field]:
            return f"{field} {'IN' if kind == 'anyOf' else 'NOT IN'} ({listed})"
        any_of = f"list_has_any({field}, [{listed}])"
        return any_of if kind == "anyOf" else f"(len({field}) > 0 AND NOT {any_of})"

    def filtered(self, where, without=None):
        """What stands behind FROM: the rows of all conditions but those on a field."""
        # Lists are dear to look into: after the other conditions.
        others = sorted((literal for literal in where if literal["field"] != without), key=lambda literal: not self.fields[literal["field"]])
        return "jobs" + (" WHERE " + " AND ".join(map(self.condition, others)) if others else "")

    def facets(self, where, limit, shares):
        """For each field its most frequent values with their counts, the field's own conditions left out.

        With `shares` the rows of all conditions are made once, for the fields that have no conditions of their own.
        """
        found, own = {}, {literal["field"] for literal in where}
        if shares:
            columns = ", ".join(field for field in self.fields if field not in own)
            self.connection.execute(f"CREATE OR REPLACE TEMP TABLE hits AS SELECT {columns} FROM {self.filtered(where)}")
        for field, single in self.fields.items():
            source = "hits" if shares and field not in own else self.filtered(where, without=field)
            query = (f"SELECT value, count(*) AS jobs FROM (SELECT {field if single else f'unnest({field})'} AS value FROM {source}) "
                     f"GROUP BY value ORDER BY jobs DESC, value LIMIT {limit}")
            found[field] = self.connection.execute(query).fetchall()
        return found
