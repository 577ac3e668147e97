"""Pictures of trials weighed: measures, pooling, controls, selection, dates. One file an explorer."""
