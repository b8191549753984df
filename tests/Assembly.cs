// The suite shares native libraries, live-object counters and two processor cores: one test at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
