// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/runsmodel.h"
#include "app/runs/runstore.h"
#include "ui/runspane.h"

#include <QAction>
#include <QComboBox>
#include <QDateTime>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <optional>

// ui::RunsPane over a real ledger in memory.

namespace testruns {

using namespace Qt::StringLiterals;
using runs::Run;
using runs::RunState;

inline Run run(qint64 id, RunState state, const QString &name, const QString &workflow = u"Invoices"_s) {
    Run run;
    run.id = id;
    run.state = state;
    run.name = name;
    run.workflowName = workflow;
    run.createdAt = QDateTime::currentMSecsSinceEpoch();
    run.acceptedAt = run.createdAt;
    if (state != RunState::Queued && state != RunState::Uploading && state != RunState::Unconfirmed)
        run.collectionId = u"0198c0de-0000-7000-8000-00000000000%1"_s.arg(id);
    return run;
}

/// Oldest first: their ids are 1 to 8.
inline QList<Run> oneOfEach() {
    return {run(1, RunState::Unconfirmed, u"unconfirmed.pdf"_s),
        run(2, RunState::Stopped, u"stopped.pdf"_s, u"Contacts"_s),
        run(3, RunState::Cancelled, u"cancelled.pdf"_s), run(4, RunState::Failed, u"failed.pdf"_s),
        run(5, RunState::Ready, u"Ready.pdf"_s), run(6, RunState::Waiting, u"waiting.pdf"_s),
        run(7, RunState::Uploading, u"uploading.pdf"_s), run(8, RunState::Queued, u"queued.pdf"_s)};
}

inline QList<Run> readyRuns(int count) {
    QList<Run> runs;
    for (int id = 1; id <= count; ++id)
        runs << run(id, RunState::Ready, u"run %1.pdf"_s.arg(id));
    return runs;
}

struct Fixture {
    runs::RunStore store{u":memory:"_s};
    std::optional<runs::RunsModel> madeModel;
    std::optional<ui::RunsPane> madePane;
    runs::RunsModel &model;
    ui::RunsPane &pane;
    QSignalSpy current{&pane, &ui::RunsPane::currentRunChanged};
    QSignalSpy requested{&pane, &ui::RunsPane::requested};

    explicit Fixture(QList<Run> list = oneOfEach())
        : model(makeModel(list))
        , pane(madePane.emplace(&model)) {
        pane.setTotal(int(list.size()));
        pane.resize(320, 700);
        pane.show();
        pane.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&pane));
    }
    runs::RunsModel &makeModel(QList<Run> &list) {
        QString error = store.open();
        if (error.isEmpty() && !list.isEmpty())
            error = store.insert(list, {});
        if (!error.isEmpty())
            qFatal("%s", qPrintable(error));
        return madeModel.emplace(&store.history());
    }

    void add(const Run &added) {
        QList<Run> runs{added};
        QCOMPARE(store.insert(runs, {}), QString());
        QCOMPARE(runs.first().id, added.id);
        model.put(runs.first());
    }
    void change(const Run &changed) {
        QCOMPARE(store.update(changed), QString());
        model.put(changed);
    }
    void remove(qint64 id) {
        QCOMPARE(store.remove(id), QString());
        model.remove(id);
    }
    /// Types it and does not wait.
    void search(const QString &text) const {
        filter()->setText(text);
        QTest::keyClick(filter(), Qt::Key_Return);
    }
    void choose(const QString &action) const {
        pane.findChild<QToolButton *>(u"runsOrder"_s)->menu()->findChild<QAction *>(action)->trigger();
    }
    void select(const QList<qint64> &ids) const {
        list()->setCurrentIndex(at(ids.first()));
        for (qint64 id : ids)
            list()->selectionModel()->select(at(id), QItemSelectionModel::Select);
    }
    QStringList menuOf(qint64 id) {
        QStringList names;
        QMenu *menu = openMenu(id);
        for (const QAction *action : menu ? menu->actions() : QList<QAction *>()) {
            if (!action->isSeparator())
                names << action->objectName();
        }
        return names;
    }

    QListView *list() const { return pane.findChild<QListView *>(u"runsList"_s); }
    QLineEdit *filter() const { return pane.findChild<QLineEdit *>(u"runsFilter"_s); }
    QComboBox *states() const { return pane.findChild<QComboBox *>(u"runsState"_s); }
    QString count() const { return pane.findChild<QLabel *>(u"runsCount"_s)->text(); }

    QList<qint64> shown() const {
        QList<qint64> ids;
        for (int row = 0; row < list()->model()->rowCount(); ++row)
            ids << list()->model()->index(row, 0).data(runs::RunsModel::IdRole).toLongLong();
        return ids;
    }
    QModelIndex at(qint64 id) const { return list()->model()->index(int(shown().indexOf(id)), 0); }
    qint64 marked() const { return list()->currentIndex().data(runs::RunsModel::IdRole).toLongLong(); }
    QMenu *openMenu(qint64 id) {
        emit list()->customContextMenuRequested(list()->visualRect(at(id)).center());
        return pane.findChild<QMenu *>(u"runMenu"_s);
    }
};

} // namespace testruns
