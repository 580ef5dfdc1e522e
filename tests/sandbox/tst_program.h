// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QTemporaryDir>

/// anyformat-sandbox as a person starts it.
class ProgramTest : public QObject {
    Q_OBJECT

private slots:
    void saysWhereItListens();
    void readsMarkup_data();
    void readsMarkup();
    void servesCurl_data();
    void servesCurl();
    void misbehaves();
    void limits();
    void switchedByCurl();
    void helpAndManualNameEverything();
    void complaints_data();
    void complaints();

private:
    QTemporaryDir m_place;
};
