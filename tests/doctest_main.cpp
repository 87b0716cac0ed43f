#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <iostream>

namespace {

/// Of one test case: the longest, of laws on random tables, takes three, and more under sanitizers.
constexpr unsigned kMostSeconds = 300;
constexpr unsigned kSecondsToSay = 5;

const doctest::TestCaseData* running = nullptr;

/// A loop without an end cannot be left; what it was tried on can be said. It may hold the lock of
/// the heap: then the second alarm ends the process.
void say_what_hangs(int /*signal*/) {
  alarm(kSecondsToSay);
  std::cout << running->m_file << ':' << running->m_line << ": TEST CASE: " << running->m_name
            << "\n  does not end within " << kMostSeconds << " s\n";
  const doctest::IContextScope* const* contexts = doctest::IReporter::get_active_contexts();
  for (int i = 0; i < doctest::IReporter::get_num_active_contexts(); ++i) {
    std::cout << "  ";
    contexts[i]->stringify(&std::cout);
    std::cout << '\n';
  }
  std::cout << std::flush;
  std::_Exit(EXIT_FAILURE);
}

struct TimeLimit : doctest::IReporter {
  explicit TimeLimit(const doctest::ContextOptions& /*options*/) {
    struct sigaction action {};
    action.sa_handler = say_what_hangs;
    action.sa_flags = static_cast<int>(SA_NODEFER | SA_RESETHAND);
    sigaction(SIGALRM, &action, nullptr);
  }
  void test_case_start(const doctest::TestCaseData& test_case) override {
    running = &test_case;
    alarm(kMostSeconds);
  }
  void test_case_end(const doctest::CurrentTestCaseStats& /*stats*/) override { alarm(0); }

  void report_query(const doctest::QueryData& /*query*/) override {}
  void test_run_start() override {}
  void test_run_end(const doctest::TestRunStats& /*stats*/) override {}
  void test_case_reenter(const doctest::TestCaseData& /*test_case*/) override {}
  void test_case_exception(const doctest::TestCaseException& /*exception*/) override {}
  void subcase_start(const doctest::SubcaseSignature& /*subcase*/) override {}
  void subcase_end() override {}
  void log_assert(const doctest::AssertData& /*assertion*/) override {}
  void log_message(const doctest::MessageData& /*message*/) override {}
  void test_case_skipped(const doctest::TestCaseData& /*test_case*/) override {}
};

}  // namespace

REGISTER_LISTENER("time_limit", 1, TimeLimit);
