"""Faiss's indexes on one workload. Filters reach them as ready bitmaps, whose joining is counted: the best case for them.

Indexes are built once, on both processors, and kept in `cache` if there is one; searches run on one thread.
"""
import hashlib, os, time
import numpy as np

MISSING = "Faiss is missing: pip install faiss-cpu"
try:
    import faiss
except ImportError:
    faiss = None


class FaissPeer:
    def __init__(self, workload, cache=None):
        self.workload, self.cache, self.built, self.seconds = workload, cache, {}, {}
        workload.prepare_bitmaps()
        faiss.omp_set_num_threads(1)

    def index(self, name, make):
        if name in self.built:
            return self.built[name]
        path = None
        if self.cache:
            # The content's fingerprint: another workload of the same name must not be answered from this index.
            head = hashlib.sha256(self.workload.embeddings[:1000].tobytes() + str(self.workload.count).encode()).hexdigest()[:16]
            path = os.path.join(self.cache, f"{head}-{name}.faiss")
        if path and os.path.exists(path):
            index = faiss.read_index(path)
            self.seconds[name] = float(open(path + ".seconds").read())
        else:
            faiss.omp_set_num_threads(os.cpu_count())
            start = time.perf_counter()
            index = make()
            self.seconds[name] = time.perf_counter() - start
            faiss.omp_set_num_threads(1)
            if path:
                os.makedirs(self.cache, exist_ok=True)
                faiss.write_index(index, path)
                with open(path + ".seconds", "w") as file:
                    file.write(str(self.seconds[name]))
        self.built[name] = index
        return index

    def bytes_a_row(self, name):
        """What the index takes when written, its vectors included."""
        total = [0]

        def count(block):
            total[0] += len(block)
            return len(block)

        writer = faiss.PyCallbackIOWriter(count)
        faiss.write_index(self.built[name], writer)
        return total[0] / self.workload.count

    def added(self, index):
        for start in range(0, self.workload.count, 100_000):
            index.add(np.ascontiguousarray(self.workload.embeddings[start : start + 100_000]))
        return index

    def lists(self):
        return int(4 * self.workload.count**0.5)

    def trained(self, description):
        index = faiss.index_factory(self.workload.dimension, description, faiss.METRIC_INNER_PRODUCT)
        count = self.workload.count
        sample = np.random.default_rng(0).choice(count, min(count, 40 * self.lists()), replace=False)
        faiss.extract_index_ivf(index).cp.niter = 8
        index.train(np.ascontiguousarray(self.workload.embeddings[np.sort(sample)]))
        return self.added(index)

    def search(self, index, parameters):
        workload = self.workload

        def search(number, query, k):
            # The selector keeps a pointer into the mask, so the mask must live as long as the search.
            mask = workload.mask(query)
            selector = None if mask is None else faiss.IDSelectorBitmap(mask)
            return index.search(workload.vectors[number : number + 1], k, params=parameters(selector))[1][0]

        return search

    def flat(self):
        index = self.index("flat", lambda: self.added(faiss.IndexFlatIP(self.workload.dimension)))
        return self.search(index, lambda selector: faiss.SearchParameters(sel=selector))

    def flat_batch(self, size):
        """Queries a second without conditions, `size` at a time: one matrix product."""
        index = self.index("flat", lambda: self.added(faiss.IndexFlatIP(self.workload.dimension)))
        numbers = [number for number, query in enumerate(self.workload.queries) if not query["where"]]
        seconds = 0
        for start in range(0, len(numbers), size):
            vectors = self.workload.vectors[numbers[start : start + size]]
            times = []
            for _ in range(2):
                begin = time.perf_counter()
                index.search(vectors, self.workload.k)
                times.append(time.perf_counter() - begin)
            seconds += min(times)
        return len(numbers) / seconds if numbers else None

    def ivf(self, probes):
        index = self.index("ivf", lambda: self.trained(f"IVF{self.lists()},Flat"))
        return self.search(index, lambda selector: faiss.SearchParametersIVF(sel=selector, nprobe=probes))

    def hnsw(self, effort):
        def make():
            index = faiss.IndexHNSWFlat(self.workload.dimension, 32, faiss.METRIC_INNER_PRODUCT)
            index.hnsw.efConstruction = 100
            return self.added(index)

        index = self.index("hnsw32", make)
        return self.search(index, lambda selector: faiss.SearchParametersHNSW(sel=selector, efSearch=effort))

    def rabitq(self, probes, factor):
        """IVF over RaBitQ codes; the best factor · k are scored in f32 again. `None` where this build of Faiss has none."""
        if not hasattr(faiss, "IndexIVFRaBitQ"):
            return None
        codes = self.index("ivfrabitq", lambda: self.trained(f"IVF{self.lists()},RaBitQ"))
        flat = self.index("flat", lambda: self.added(faiss.IndexFlatIP(self.workload.dimension)))
        refined = faiss.IndexRefine(codes, flat)

        def parameters(selector):
            base = faiss.IVFRaBitQSearchParameters(sel=selector, nprobe=probes)
            return faiss.IndexRefineSearchParameters(k_factor=factor, base_index_params=base)

        return self.search(refined, parameters)
