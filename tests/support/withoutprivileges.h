// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#ifdef Q_OS_LINUX
#include <linux/capability.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

namespace support {

/// Root may read everything; while this lives, this thread may not.
class WithoutPrivileges {
public:
    WithoutPrivileges() {
#ifdef Q_OS_LINUX
        ::syscall(SYS_capget, &m_header, m_before);
        __user_cap_data_struct fewer[2] = {m_before[0], m_before[1]};
        fewer[0].effective &= ~((1u << CAP_DAC_OVERRIDE) | (1u << CAP_DAC_READ_SEARCH));
        ::syscall(SYS_capset, &m_header, fewer);
#endif
    }
    ~WithoutPrivileges() {
#ifdef Q_OS_LINUX
        ::syscall(SYS_capset, &m_header, m_before);
#endif
    }
    Q_DISABLE_COPY_MOVE(WithoutPrivileges)

private:
#ifdef Q_OS_LINUX
    __user_cap_header_struct m_header{_LINUX_CAPABILITY_VERSION_3, 0};
    __user_cap_data_struct m_before[2] = {};
#endif
};

} // namespace support
