"""The 500 x 10,000 network of `benches/plan.rs`, solved by OR-tools' minimum-cost flow: `pip install ortools`, then run.

Draws the same edges by splitmix64, so that seats and cost must agree with the benchmark's.
"""
import time

import numpy as np
from ortools.graph.python import min_cost_flow

OPENINGS, SUPPLIERS, EDGES, SEATS, SEED = 500, 10_000, 1_000, 20, 2026
MASK = (1 << 64) - 1
NOBODY = 10**9


def draws(state):
    while True:
        state = (state + 0x9E3779B97F4A7C15) & MASK
        mixed = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & MASK
        yield mixed ^ (mixed >> 31)


def edges():
    draw = draws(SEED)
    for opening in range(OPENINGS):
        costs = {}
        while len(costs) < EDGES:
            supplier = next(draw) % SUPPLIERS
            costs.setdefault(supplier, next(draw) % 1_000_000)
        for supplier, cost in costs.items():
            yield opening, supplier, cost


rows = np.array(list(edges()), dtype=np.int64)
nobody = OPENINGS + SUPPLIERS
sink = nobody + 1
flow = min_cost_flow.SimpleMinCostFlow()
count = len(rows)
arcs = flow.add_arcs_with_capacity_and_unit_cost(rows[:, 0], OPENINGS + rows[:, 1], np.ones(count), rows[:, 2])
people = OPENINGS + np.arange(SUPPLIERS)
flow.add_arcs_with_capacity_and_unit_cost(people, np.full(SUPPLIERS, sink), np.ones(SUPPLIERS), np.zeros(SUPPLIERS))
openings = np.arange(OPENINGS)
flow.add_arcs_with_capacity_and_unit_cost(
    openings, np.full(OPENINGS, sink), np.full(OPENINGS, SEATS), np.full(OPENINGS, NOBODY))
flow.set_nodes_supplies(openings, np.full(OPENINGS, SEATS))
flow.set_nodes_supplies(np.array([sink]), np.array([-OPENINGS * SEATS]))
start = time.perf_counter()
status = flow.solve()
took = time.perf_counter() - start
used = flow.flows(arcs)
print(f"status {status == flow.OPTIMAL}, {took * 1e3:.0f} ms, seats {used.sum()}, cost {(used * rows[:, 2]).sum()}")
