// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/pollround.h"

#include <QHash>
#include <QList>
#include <QString>

#include <optional>

namespace runs {

/// A page of the list of a workflow's runs that is to be asked for: `GET /v2/workflows/{id}/runs/` with this
/// `page` and `page_size` PollRound::pageSize.
struct ListQuestion {
    QString profile;
    QString workflowId;
    int page = 1;
    int pageOfRound = 1; ///< 1: a new look through the list begins
    quint64 serial = 0;  ///< which question it is
};

/// What a list says of a waiting run.
struct Sighting {
    qint64 id = 0;
    QString status; ///< the service's word, as it is
};

/// The rounds through the list of one workflow's runs: when a page is due, and which. Pure.
class Listing {
public:
    static constexpr int mostAskedSingly = 20; ///< with more waiting runs it is on
    static constexpr int fewestListed = 10;    ///< and with so few it is off again
    static constexpr qint64 shortestStep = 2'000;
    static constexpr qint64 longestStep = 30'000;
    static constexpr qint64 longestBackoff = 60'000;
    static constexpr qint64 refusalRest = qint64(5) * 60'000;

    void add(qint64 id, const QString &collectionId);
    void remove(qint64 id);
    QList<qint64> ids() const { return m_collections.keys(); }
    int size() const { return int(m_collections.size()); }

    bool isOn() const { return m_isOn; }
    /// Whether it should be: by the number of runs, and not within the rest after a refusal.
    bool wantsOn(qint64 now) const;
    /// The first round is due at `at`.
    void turnOn(qint64 at);
    void turnOff();
    /// When the next page is due, or the rest after a refusal is over; nothing while a page is under way, or
    /// when there is nothing to do.
    std::optional<qint64> dueAt() const;

    struct Page {
        int number = 0; ///< 0: there is nothing to ask
        int ofRound = 0;
    };
    /// Begins a page.
    Page begin(quint64 serial);
    bool isUnderWay(quint64 serial) const { return m_serial == serial && serial != 0; }

    struct Report {
        QList<Sighting> seen;
        bool isOver = false;   ///< the round has ended
        QList<qint64> missing; ///< those on no page of a whole round
    };
    /// The page under way. `others`: how many other workflows are read by lists, for they share the limit.
    Report answered(const ListPage &page, int others, qint64 now);
    void failed(bool isRefused, qint64 now);

    void shift(qint64 by);

private:
    QHash<qint64, QString> m_collections;
    QMultiHash<QString, qint64> m_ids; ///< by collection
    bool m_isOn = false;
    std::optional<PollRound> m_round;
    PollRound::Hint m_hint;
    quint64 m_serial = 0; ///< of the page under way
    int m_page = 0;       ///< under way
    qint64 m_dueAt = 0;
    qint64 m_step = shortestStep;
    bool m_sawFinal = false; ///< in this round
    int m_failures = 0;      ///< in a row
    qint64 m_restsUntil = 0; ///< after a refusal
};

} // namespace runs
