// Each test has servers and processes of its own, and some measure time: side by side they would measure each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
