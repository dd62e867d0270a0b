"""Measurements that take minutes; not part of the tests."""
