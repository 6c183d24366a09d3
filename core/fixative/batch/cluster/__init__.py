"""The same batch over many machines, by Dask Distributed (extra `cluster`).

`connect` reaches a scheduler or makes a cluster of this machine, `pool` hands pictures out and hears questions, and
`serve` is what runs on the machines. Plan, crew, journal and register stay with the client, and are those of any run.
"""
