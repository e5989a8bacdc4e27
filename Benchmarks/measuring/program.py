"""The program under test, run as users run it: `jobmatch bench retrieval WORKLOAD …`, a JSON line a pass rate."""
import json, os, re, subprocess, sys, tempfile, time


def peak_memory(process):
    """A process's greatest resident memory so far in bytes; 0 where the system does not say.

    Not what `wait4` reports: that counts this process's memory too, which the other was forked from.
    """
    try:
        with open(f"/proc/{process}/status") as status:
            return next((int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM:")), 0)
    except OSError:
        return 0


class Program:
    def __init__(self, path):
        self.path = os.path.abspath(path)
        try:
            answer = subprocess.run([self.path, "bench", "retrieval", "--help"], capture_output=True, text=True)
        except OSError as error:
            sys.exit(f"retrieval.py: {self.path}: {error.strerror}; build it with `make build`, or name it with --jobmatch")
        if answer.returncode != 0:
            sys.exit(f"retrieval.py: {self.path} bench retrieval --help: {answer.stderr.strip()}")
        self.help = answer.stdout
        self.has_fusion = "bench fusion" in subprocess.run([self.path, "bench", "fusion", "--help"], capture_output=True, text=True).stdout

    def has(self, *flags):
        """Whether this build knows all flags: `--mode`, `--plan`, …"""
        return all(re.search(rf"{flag}(?![\w-])", self.help) for flag in flags)

    def run(self, workload, *flags, bench="retrieval"):
        """The lines by pass rate, the process's greatest memory in bytes under `peak_bytes` of each."""
        command = [self.path, "bench", bench, workload, "--json", *map(str, flags)]
        with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
            process, peak = subprocess.Popen(command, stdout=output, stderr=errors), 0
            while process.poll() is None:
                peak = max(peak, peak_memory(process.pid))
                time.sleep(0.1)
            output.seek(0), errors.seek(0)
            if process.returncode != 0:
                raise RuntimeError(f"{' '.join(command)}: {errors.read().decode(errors='replace').strip()[-500:]}")
            lines = [json.loads(line) for line in output.read().splitlines() if line.startswith(b"{")]
        return {line["rate"]: dict(line, peak_bytes=peak) for line in lines}

    def engine(self, workload, *flags):
        """Something that can be measured: a call gives the cells by pass rate."""
        return lambda: self.run(workload, *flags)
