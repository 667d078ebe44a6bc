#include <future>
#include <memory>
#include <thread>
int main() {
    auto promise = std::make_shared<std::promise<int>>();
    std::future<int> answer = promise->get_future();
    std::thread worker([promise](int n) { if (n > 0) promise->set_value(n); }, 0);
    worker.join();
    return answer.get();
}
