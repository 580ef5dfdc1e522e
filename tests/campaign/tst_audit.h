// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

/// The audit finds each kind of loss: a campaign whose audit cannot fail proves nothing.
class TestAudit : public QObject {
    Q_OBJECT

private slots:
    void findsNothingWhereAllIsWell();
    void findsWhatIsWrong_data();
    void findsWhatIsWrong();
    void countsWhatIsUnconfirmed();
};
