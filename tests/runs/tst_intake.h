// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QTemporaryDir>

class TestIntake : public QObject {
    Q_OBJECT

private slots:
    void takes_data();
    void takes();
    void refuses_data();
    void refuses();
    void refusesAtTheLimit_data();
    void refusesAtTheLimit();
    void refusesWhatMayNotBeRead();
    void refusesAPipeWithoutWaiting();
    void followsLinks();
    void makesPathsAbsolute();
    void summarizes_data();
    void summarizes();
    void checksLater();
    void checksMany();
    void answersTheNewestCheck();
    void destroyedWhileChecking();
    void comparesContent_data();
    void comparesContent();

private:
    QString write(const QString &name, const QByteArray &content = "x");
    QTemporaryDir m_folder;
};
