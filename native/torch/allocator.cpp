// CPU memory for tensors: what one training step frees is there for the next, in huge pages.
//
// glibc gives every block from 32 MB on, and the top of its heap, back to the kernel, which then clears the same pages again in
// each step. This pool keeps them: best fit with splitting, freed neighbours merged, so that memory in use stays close to what is
// alive at once. Blocks below 256 KB stay with libtorch's own allocator.
#include <malloc.h>
#include <sys/mman.h>

#include <cstring>
#include <mutex>
#include <new>
#include <set>
#include <unordered_map>

#include <c10/core/CPUAllocator.h>

#include "foldline_torch.h"

namespace {

constexpr size_t smallest = size_t{256} << 10;
constexpr size_t page = size_t{4} << 10;
constexpr size_t huge_page = size_t{2} << 20;
constexpr size_t chunk = size_t{256} << 20;  // address space; pages that nothing touched take no memory
constexpr size_t kept = size_t{1} << 30;     // free memory above this goes back to the kernel, chunk by chunk

constexpr size_t round_up(size_t size, size_t unit) { return (size + unit - 1) / unit * unit; }

// A piece of a chunk. Its neighbours are those in the same chunk.
struct Block {
  char* address;
  size_t size;
  Block* before;
  Block* after;
  bool is_free;
};

struct BySizeThenAddress {
  bool operator()(const Block* a, const Block* b) const { return a->size != b->size ? a->size < b->size : a->address < b->address; }
};

class Pool {
 public:
  void* take(size_t size) {
    size = round_up(size, page);
    std::lock_guard<std::mutex> guard(mutex_);
    Block* block = best_fit(size);
    if (block == nullptr) return nullptr;
    free_.erase(block);
    free_bytes_ -= block->size;
    if (block->size > size) split(block, size);
    block->is_free = false;
    used_.emplace(block->address, block);
    return block->address;
  }

  // Bytes of the block at the address; 0 when it was none of the pool's.
  size_t give_back(void* address) {
    std::lock_guard<std::mutex> guard(mutex_);
    auto entry = used_.find(address);
    if (entry == used_.end()) return 0;
    Block* block = entry->second;
    const size_t size = block->size;
    used_.erase(entry);
    if (block->before != nullptr && block->before->is_free) block = merge(block->before);
    if (block->after != nullptr && block->after->is_free) block = merge(block);
    if (block->before == nullptr && block->after == nullptr && free_bytes_ + block->size > kept) {
      munmap(block->address, block->size);
      delete block;
      return size;
    }
    insert_free(block);
    return size;
  }

 private:
  Block* best_fit(size_t size) {
    Block wanted{nullptr, size, nullptr, nullptr, true};
    auto found = free_.lower_bound(&wanted);
    return found != free_.end() ? *found : new_chunk(size);
  }

  // A chunk starts at the border of a huge page; the kernel gives memory at the border of a small one.
  Block* new_chunk(size_t size) {
    size = size > chunk / 2 ? round_up(size, huge_page) : chunk;
    void* mapped = mmap(nullptr, size + huge_page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (mapped == MAP_FAILED) return nullptr;
    char* start = static_cast<char*>(mapped);
    char* address = reinterpret_cast<char*>(round_up(reinterpret_cast<size_t>(start), huge_page));
    if (address != start) munmap(start, address - start);
    if (start + huge_page != address) munmap(address + size, start + huge_page - address);
    madvise(address, size, MADV_HUGEPAGE);
    Block* block = new Block{address, size, nullptr, nullptr, true};
    insert_free(block);
    return block;
  }

  // Cuts what is beyond the size off the end, as a free block.
  void split(Block* block, size_t size) {
    Block* rest = new Block{block->address + size, block->size - size, block, block->after, true};
    if (rest->after != nullptr) rest->after->before = rest;
    block->after = rest;
    block->size = size;
    insert_free(rest);
  }

  // Joins a block and the one after it; those of the two that are listed as free no longer are.
  Block* merge(Block* block) {
    Block* after = block->after;
    for (Block* part : {block, after}) {
      if (free_.erase(part) > 0) free_bytes_ -= part->size;
    }
    block->size += after->size;
    block->after = after->after;
    if (block->after != nullptr) block->after->before = block;
    delete after;
    return block;
  }

  void insert_free(Block* block) {
    block->is_free = true;
    free_.insert(block);
    free_bytes_ += block->size;
  }

  std::mutex mutex_;
  std::set<Block*, BySizeThenAddress> free_;
  std::unordered_map<void*, Block*> used_;
  size_t free_bytes_ = 0;
};

// Never destroyed: tensors may be freed while the process ends.
Pool& pool() {
  static Pool* instance = new Pool;
  return *instance;
}

// Set once, before the pool's allocator is in use.
at::Allocator* small_blocks = nullptr;

// Counts what one thread takes and gives back while it asks for it.
struct Meter {
  bool is_on = false;
  int64_t current = 0;
  int64_t peak = 0;

  void add(int64_t bytes) {
    current += bytes;
    if (current > peak) peak = current;
  }
};

thread_local Meter meter;

// Blocks of the pool begin at a page, which few others do; those few are not among the pool's.
void release(void* address) {
  if (address == nullptr) return;
  size_t size = reinterpret_cast<size_t>(address) % page == 0 ? pool().give_back(address) : 0;
  if (size == 0) {
    if (meter.is_on) size = malloc_usable_size(address);
    small_blocks->raw_deallocate(address);
  }
  if (meter.is_on) meter.add(-static_cast<int64_t>(size));
}

// 'allocate' is const up to libtorch 2.2 and not const after, and 'copy_data' came with 2.2; what a version does not know as
// virtual is a plain member there, hence no 'override'. oneDNN takes its buffers through the raw deleter.
class PoolAllocator final : public at::Allocator {
 public:
  at::DataPtr allocate(size_t size) const { return make(size); }
  at::DataPtr allocate(size_t size) { return make(size); }
  void copy_data(void* to, const void* from, size_t size) const { std::memcpy(to, from, size); }
  at::DeleterFnPtr raw_deleter() const { return &release; }

 private:
  static at::DataPtr make(size_t size) {
    void* address = size < smallest ? nullptr : pool().take(size);
    if (address != nullptr) {
      if (meter.is_on) meter.add(static_cast<int64_t>(round_up(size, page)));
      return {address, address, &release, at::Device(at::kCPU)};
    }
    // The other allocator also has the words for memory that is short.
    address = small_blocks->raw_allocate(size);
    if (meter.is_on && address != nullptr) meter.add(static_cast<int64_t>(malloc_usable_size(address)));
    return {address, address, &release, at::Device(at::kCPU)};
  }
};

}  // namespace

void fl_pool_memory() {
  static const bool once = [] {
    small_blocks = c10::GetCPUAllocator();
    c10::SetCPUAllocator(new PoolAllocator);
    return true;
  }();
  (void)once;
}

void fl_trim_heap() {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}

void fl_memory_meter_start() {
  fl_pool_memory();
  meter = Meter{};
  meter.is_on = true;
}

void fl_memory_meter_read(int64_t* current, int64_t* peak) {
  *current = meter.current;
  *peak = meter.peak;
}

void fl_memory_meter_stop() { meter.is_on = false; }
