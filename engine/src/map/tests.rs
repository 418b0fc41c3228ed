//! The map of small editions, held against counting by hand; and the map of the sample city.
