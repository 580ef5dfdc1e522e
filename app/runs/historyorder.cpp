// SPDX-License-Identifier: MIT
#include "app/runs/historyorder.h"

#include <algorithm>
#include <array>

namespace runs {

namespace {

constexpr std::array<RunState, ranks> byNeed{RunState::Unconfirmed, RunState::Stopped, RunState::Failed,
    RunState::Cancelled, RunState::Uploading, RunState::Waiting, RunState::Queued, RunState::Ready};

/// What SQLite's NOCASE compares: the bytes to the first zero, then the lengths.
QByteArray caseless(const QString &text) {
    QByteArray bytes = text.toUtf8();
    for (char &byte : bytes) {
        if (byte >= 'A' && byte <= 'Z')
            byte = char(byte - 'A' + 'a');
    }
    return bytes;
}

int compare(const QByteArray &left, const QByteArray &right) {
    const qsizetype common = std::min(left.size(), right.size());
    for (qsizetype i = 0; i < common; ++i) {
        const auto a = uchar(left.at(i));
        const auto b = uchar(right.at(i));
        if (a != b)
            return a < b ? -1 : 1;
        if (a == 0)
            break;
    }
    return left.size() < right.size() ? -1 : left.size() > right.size() ? 1 : 0;
}

} // namespace

int rankOf(RunState state) {
    return int(std::find(byNeed.cbegin(), byNeed.cend(), state) - byNeed.cbegin());
}

RunState stateOfRank(int rank) {
    return byNeed.at(size_t(rank));
}

HistoryPlace::HistoryPlace(const Run &run, SortKey key)
    : id(run.id) {
    switch (key) {
    case SortKey::Age:
        break;
    case SortKey::Name:
        text = caseless(run.name);
        break;
    case SortKey::Workflow:
        text = caseless(run.workflowName);
        break;
    case SortKey::State:
        number = rankOf(run.state);
        break;
    case SortKey::Size:
        number = -run.size;
        break;
    }
}

bool isBefore(const HistoryPlace &left, const HistoryPlace &right, HistoryOrder order) {
    int difference = compare(left.text, right.text);
    if (difference == 0)
        difference = left.number < right.number ? -1 : left.number > right.number ? 1 : 0;
    if (difference != 0)
        return order.backwards ? difference > 0 : difference < 0;
    return order.newestFirst() ? left.id > right.id : left.id < right.id;
}

} // namespace runs
