mod markets;
mod plans;
