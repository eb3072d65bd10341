"""What `evals/bench.py` is made of."""
