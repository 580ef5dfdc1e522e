// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QLabel;

namespace ui {

/// Shown while no run is chosen: what this is, three steps, and the samples one click away.
class EmptyPage : public QWidget {
    Q_OBJECT

public:
    explicit EmptyPage(QWidget *parent = nullptr);

    /// Says that the sandbox reads with plain rules on this computer.
    void setSandbox(bool sandbox);

signals:
    void sampleRequested(const QString &resourcePath);
    void addFilesRequested();

private:
    QLabel *m_sandboxNote;
};

} // namespace ui
