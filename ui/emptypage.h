// SPDX-License-Identifier: MIT
#pragma once

#include "ui/blockage.h"

#include <QWidget>

class QLabel;

namespace ui {

class KeyWays;

/// Shown while no run is chosen: what this is, three steps, and the samples one click away.
class EmptyPage : public QWidget {
    Q_OBJECT

public:
    explicit EmptyPage(QWidget *parent = nullptr);

    /// Says that the sandbox reads with plain rules on this computer.
    void setSandbox(bool sandbox);
    /// Where a key is missing, the ways to go on stand in place of the samples.
    void setBlocked(const Blockage &blockage);

signals:
    void sampleRequested(const QString &resourcePath);
    void addFilesRequested();
    void keyRequested();
    void sandboxRequested();

private:
    QWidget *createSamples();

    QLabel *m_sandboxNote;
    QLabel *m_blocked;
    KeyWays *m_ways;
    QWidget *m_samples;
};

} // namespace ui
