//! Issues of other halls and months, invented.
