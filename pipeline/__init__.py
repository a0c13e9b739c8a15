"""Documents in, one extraction result out."""
