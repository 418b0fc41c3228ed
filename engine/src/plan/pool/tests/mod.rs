//! Pooling over numbers, and over synthetic cities.

mod city;
mod numbers;
