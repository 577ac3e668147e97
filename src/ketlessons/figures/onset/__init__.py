"""Pictures of hours and weeks: arms, leads over control, targets, how an effect ends. One file an explorer."""
