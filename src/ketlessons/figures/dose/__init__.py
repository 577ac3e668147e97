"""Pictures of a dose on its way: routes, models of the drug's course, patients, the channel. One file an explorer."""
