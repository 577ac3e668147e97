"""Pictures of trials weighed: measures, pooling, controls, selection. One file an explorer."""
