"""tantivy counts the rows that meet a query's conditions: the term matching of a full-text engine, no vectors."""
import time
from measuring.asked import literals, values

MISSING = "tantivy is missing: pip install tantivy"
try:
    import tantivy
except ImportError:
    tantivy = None


class TantivyPeer:
    def __init__(self, workload):
        start = time.perf_counter()
        fields = sorted({literal["field"] for query in workload.queries for clause in query["where"] for literal in literals(clause)})
        builder = tantivy.SchemaBuilder()
        for field in fields:
            builder.add_unsigned_field(field, indexed=True)
        self.schema = builder.build()
        index = tantivy.Index(self.schema)
        writer = index.writer(512_000_000, 1)
        columns = {field: (workload.load(f"attr.{field}.offsets.npy").tolist(), workload.load(f"attr.{field}.values.npy").tolist())
                   for field in fields}
        for row in range(workload.count):
            document = tantivy.Document()
            for field, (offsets, elements) in columns.items():
                for value in elements[offsets[row] : offsets[row + 1]]:
                    document.add_unsigned(field, value)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self.searcher = index.searcher()
        self.recipes = [self.recipe(query) for query in workload.queries]
        self.seconds = time.perf_counter() - start

    def recipe(self, query):
        return self.joined([self.clause(clause) for clause in query["where"]])

    def clause(self, clause):
        """Whether it must or must not hold, and its query."""
        occur, parts = tantivy.Occur, literals(clause)
        if len(parts) > 1:
            either = [(occur.Should, self.joined([self.clause(literal)])) for literal in parts]
            return occur.Must, tantivy.Query.boolean_query(either)
        terms = [(occur.Should, tantivy.Query.term_query(self.schema, parts[0]["field"], value)) for value in values(parts[0])]
        return occur.Must if "anyOf" in parts[0] else occur.MustNot, tantivy.Query.boolean_query(terms)

    def joined(self, parts):
        """What must not hold finds nothing by itself: there all rows must hold, too."""
        if all(kind == tantivy.Occur.MustNot for kind, _ in parts):
            parts = [(tantivy.Occur.Must, tantivy.Query.all_query()), *parts]
        return tantivy.Query.boolean_query(parts)

    def count(self, number, query, k):
        self.searcher.search(self.recipes[number], limit=1, count=True)
        return None
