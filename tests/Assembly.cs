// The suite shares native libraries and live-object counters: one test at a time in a process. ./test runs those of EndToEnd in a second one.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
