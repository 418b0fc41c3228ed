mod city;
mod markets;
mod plans;
