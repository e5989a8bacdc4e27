"""tantivy counts the rows that meet a query's conditions: the term matching of a full-text engine, no vectors."""
import time

MISSING = "tantivy is missing: pip install tantivy"
try:
    import tantivy
except ImportError:
    tantivy = None


class TantivyPeer:
    def __init__(self, workload):
        start = time.perf_counter()
        fields = sorted({clause["field"] for query in workload.queries for clause in query["where"]})
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
        occur, parts = tantivy.Occur, []
        for clause in query["where"]:
            values = clause.get("anyOf", clause.get("noneOf"))
            terms = [(occur.Should, tantivy.Query.term_query(self.schema, clause["field"], value)) for value in values]
            kind = occur.Must if "anyOf" in clause else occur.MustNot
            parts.append((kind, tantivy.Query.boolean_query(terms)))
        return tantivy.Query.boolean_query(parts) if parts else tantivy.Query.all_query()

    def count(self, number, query, k):
        self.searcher.search(self.recipes[number], limit=1, count=True)
        return None
